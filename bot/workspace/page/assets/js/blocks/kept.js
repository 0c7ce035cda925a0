// Where Slack keeps what was entered, for each element, and how the page passes it on.

const KEPT = {
  plain_text_input: ["value", "initial_value"],
  email_text_input: ["value", "initial_value"],
  url_text_input: ["value", "initial_value"],
  number_input: ["value", "initial_value"],
  rich_text_input: ["rich_text_value", "initial_value"],
  static_select: ["selected_option", "initial_option"],
  external_select: ["selected_option", "initial_option"],
  radio_buttons: ["selected_option", "initial_option"],
  multi_static_select: ["selected_options", "initial_options"],
  multi_external_select: ["selected_options", "initial_options"],
  checkboxes: ["selected_options", "initial_options"],
  users_select: ["selected_user", "initial_user"],
  multi_users_select: ["selected_users", "initial_users"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
  channels_select: ["selected_channel", "initial_channel"],
  multi_channels_select: ["selected_channels", "initial_channels"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
};

// What the element holds: what was entered here, else what the server keeps of it, else what the
// app gave. Options are whole, or their values alone where they were chosen here.
export function held(element, block, at) {
  const [key, initial] = KEPT[element.type] ?? [];
  if (!key) return null;
  const entered = at.entered?.(block, element);
  if (entered !== undefined) return entered;
  const entry = at.values(block)?.[element.action_id];
  return (entry ? entry[key] : element[initial]) ?? null;
}
