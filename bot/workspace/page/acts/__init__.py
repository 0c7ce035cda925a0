"""What people do on the page. Each act is one class: what is needed for it, and the driver's call.

The driver is the one that tests use, so what Slack refuses is refused here, too.
"""

from typing import Annotated

from pydantic import Field, TypeAdapter

from bot.workspace.page.acts import forms, places, talking, troubling, using

Act = Annotated[
    talking.Say
    | talking.Delete
    | talking.React
    | talking.Unreact
    | talking.Stop
    | places.Open
    | places.Join
    | places.Chat
    | using.Command
    | using.Click
    | using.Suggest
    | using.Shortcut
    | forms.Submit
    | forms.Close
    | troubling.Fail
    | troubling.Refuse
    | troubling.Resend
    | troubling.Disconnect,
    Field(discriminator="act"),
]
ACT: TypeAdapter[Act] = TypeAdapter(Act)
