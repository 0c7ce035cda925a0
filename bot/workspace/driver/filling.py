"""Forms: filling in a modal, submitting or closing it, and what the app says to that."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.workspace.delivery import Delivery
from bot.workspace.driver.base import Base, Who
from bot.workspace.errors import NotPossibleError
from bot.workspace.forms import complaints, elements, entered
from bot.workspace.interactions import form
from bot.workspace.methods.views import checked_view, push, rewrite
from bot.workspace.model.views import View
from bot.workspace.types import JSON

# A field by `action_id`, `block_id` or label; where these are not unique, by both ids.
Field = str | tuple[str, str]
Values = Mapping[str, object] | Mapping[tuple[str, str], object]


@dataclass(frozen=True)
class Submission:
    """What came of a submission: complaints by block id, and the modal open afterwards."""

    errors: dict[str, str]
    open: View | None
    delivery: Delivery | None


class Filling(Base):
    """People filling in the app's modals."""

    def modal_of(self, who: Who) -> View | None:
        """The modal this person has on top."""
        stack = self.core.modals.get(self.user(who).id)
        return stack[-1] if stack else None

    def fill(self, who: Who, values: Values) -> View:
        """Enter values in the modal on top."""
        view = self._open(who)
        for name, value in values.items():
            block, element = self._field(view, name)
            view.values[block["block_id"]][element["action_id"]] = entered(element, value)
        return view

    async def submit_view(self, who: Who, values: Values | None = None) -> Submission:
        """Fill in and submit the modal on top; what Slack's client refuses stays with it."""
        view = self.fill(who, values or {})
        if view.given.get("submit") is None:
            raise NotPossibleError("this modal has no submit button")
        view.errors = complaints(view.blocks, view.values)
        if view.errors:
            return Submission(view.errors, view, None)
        payload = form(self.core, self.user(who), view, submitted=True)
        delivery = await self._settled(self.core.courier.send("interactive", payload))
        if not delivery.acknowledged:
            view.errors = {"": "We had some trouble connecting. Try again?"}
        else:
            self._respond(view, delivery.body if isinstance(delivery.body, dict) else {})
        return Submission(view.errors, self.modal_of(who), delivery)

    async def close_view(self, who: Who) -> Delivery | None:
        """Close the modal on top; the app hears of it only if it asked to."""
        view = self._open(who)
        self.core.modals[view.user].remove(view)
        self.core.signal.changed()
        if not view.given.get("notify_on_close"):
            return None
        payload = form(self.core, self.user(who), view, submitted=False)
        return await self._settled(self.core.courier.send("interactive", payload))

    def _respond(self, view: View, body: JSON) -> None:
        stack = self.core.modals[view.user]
        match body.get("response_action"):
            case None:
                stack.remove(view)
            case "clear":
                stack.clear()
            case "errors":
                view.errors = self._known_errors(view, body.get("errors"))
            case "update":
                given = checked_view(self.core, body.get("view"), "modal", view)
                rewrite(self.core, view, given)
            case "push":
                push(self.core, view.user, checked_view(self.core, body.get("view"), "modal"))
            case other:
                raise NotPossibleError(f"Slack knows no response_action {other}")
        self.core.signal.changed()

    def _known_errors(self, view: View, errors: object) -> dict[str, str]:
        """Slack shows an error only under an input block that is there."""
        inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or errors.keys() - inputs:
            raise NotPossibleError(f"errors must name input blocks {sorted(inputs)}, not {errors}")
        return errors

    def _open(self, who: Who) -> View:
        view = self.modal_of(who)
        if view is None:
            raise NotPossibleError("no modal is open")
        return view

    def _field(self, view: View, name: Field) -> tuple[JSON, JSON]:
        for block, element in elements(view.blocks):
            label = block.get("label", {}).get("text", "")
            ids = (block["block_id"], element["action_id"])
            if name == ids or name in ids:
                return block, element
            if isinstance(name, str) and name.casefold() == label.casefold():
                return block, element
        raise NotPossibleError(f"the modal has no field {name}")
