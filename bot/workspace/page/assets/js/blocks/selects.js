// Menus to choose from: given options, people, places, and lists that the app fills.

import { act } from "../api.js";
import { avatar } from "../avatar.js";
import { picker } from "../picker.js";
import { channels, people, user } from "../store.js";
import { held } from "./kept.js";

const asOption = (option, group) => ({
  value: option.value,
  label: option.text.text,
  note: option.description?.text,
  group,
  whole: option,
});

const person = (one) => ({ value: one.id, label: one.name, note: one.title, face: () => avatar(one.id, 24) });
const place = (one) => ({ value: one.id, label: one.kind === "im" ? (user(one.with)?.name ?? one.id) : `#${one.name}` });

// What a menu of conversations leaves out, by their kinds.
const KINDS = { channel: "public", group: "private", im: "im", mpim: "mpim" };

function fits(filter, one) {
  if (filter?.include && !filter.include.includes(KINDS[one.kind])) return false;
  return !(filter?.exclude_bot_users && one.kind === "im" && !people().some((two) => two.id === one.with));
}

function offered(one) {
  const kind = one.type.replace("multi_", "");
  if (kind === "users_select") return people().filter((two) => !two.gone).map(person);
  if (kind === "channels_select") return channels().filter((two) => two.kind === "channel").map(place);
  if (kind === "conversations_select") return channels().filter((two) => two.joined && fits(one.filter, two)).map(place);
  const groups = one.option_groups ?? [{ options: one.options ?? [] }];
  return groups.flatMap((group) => group.options.map((option) => asOption(option, group.label?.text)));
}

function remote(one, at) {
  const ask = async (typed) => {
    if (typed.length < (one.min_query_length ?? 3)) return [];
    const answer = await act("suggest", { spot: at.spot, action: one.action_id, typed });
    return (answer.options ?? []).map((option) => asOption(option));
  };
  ask.remote = true;
  return ask;
}

export function select(one, { block, at, change }) {
  const multi = one.type.startsWith("multi_");
  const external = one.type.includes("external");
  const options = external ? remote(one, at) : offered(one);
  const now = held(one, block, at);
  const values = (multi ? (now ?? []) : now ? [now] : []).map((two) => two.value ?? two);
  const known = external
    ? (multi ? (now ?? []) : now ? [now] : []).map((two) => asOption(two))
    : options.filter((two) => values.includes(two.value));
  const plain = (option) => (external ? option.whole : option.value);
  const node = picker({
    options,
    chosen: known,
    multi,
    most: one.max_selected_items,
    placeholder: one.placeholder?.text,
    label: one.placeholder?.text,
    onPick: (picked) => change(multi ? picked.map(plain) : plain(picked), node),
  });
  node.dataset.action = one.action_id;
  return node;
}
