// Emoji by name, as far as sales talk needs them; an unknown name stays as it was written.

const NAMES = `smile 😄|smiley 😃|grinning 😀|slightly_smiling_face 🙂|wink 😉|blush 😊|thinking_face 🤔|neutral_face 😐|disappointed 😞|
cry 😢|sob 😭|joy 😂|sweat_smile 😅|sunglasses 😎|heart_eyes 😍|open_mouth 😮|scream 😱|angry 😠|hugging_face 🤗|face_with_monocle 🧐|
wave 👋|+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|clap 👏|raised_hands 🙌|pray 🙏|muscle 💪|ok_hand 👌|point_right 👉|point_left 👈|point_up ☝️|point_down 👇|eyes 👀|handshake 🤝|writing_hand ✍️|bust_in_silhouette 👤|busts_in_silhouette 👥|
tada 🎉|confetti_ball 🎊|fire 🔥|sparkles ✨|star ⭐|rocket 🚀|trophy 🏆|medal 🏅|dart 🎯|gem 💎|bulb 💡|bell 🔔|no_bell 🔕|zzz 💤|boom 💥|100 💯|gift 🎁|heart ❤️|
chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|bar_chart 📊|moneybag 💰|euro 💶|dollar 💵|credit_card 💳|briefcase 💼|calendar 📆|date 📅|clock1 🕐|hourglass ⌛|hourglass_flowing_sand ⏳|stopwatch ⏱️|alarm_clock ⏰|
memo 📝|pencil ✏️|pencil2 ✏️|page_facing_up 📄|clipboard 📋|pushpin 📌|paperclip 📎|link 🔗|lock 🔒|unlock 🔓|key 🔑|mag 🔍|gear ⚙️|wrench 🔧|hammer 🔨|package 📦|email ✉️|envelope ✉️|inbox_tray 📥|outbox_tray 📤|phone ☎️|telephone_receiver 📞|speech_balloon 💬|loudspeaker 📢|mega 📣|books 📚|book 📖|compass 🧭|world_map 🗺️|globe_with_meridians 🌐|office 🏢|house 🏠|robot_face 🤖|brain 🧠|seedling 🌱|sunny ☀️|cloud ☁️|zap ⚡|snowflake ❄️|coffee ☕|
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|warning ⚠️|rotating_light 🚨|no_entry ⛔|no_entry_sign 🚫|question ❓|exclamation ❗|grey_question ❔|information_source ℹ️|construction 🚧|
arrow_up ⬆️|arrow_down ⬇️|arrow_right ➡️|arrow_left ⬅️|arrow_upper_right ↗️|arrow_lower_right ↘️|arrows_counterclockwise 🔄|leftwards_arrow_with_hook ↩️|heavy_plus_sign ➕|heavy_minus_sign ➖|small_red_triangle 🔺|small_red_triangle_down 🔻|
red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|large_green_circle 🟢|large_blue_circle 🔵|white_circle ⚪|black_circle ⚫|large_green_square 🟩|large_yellow_square 🟨|large_red_square 🟥|checkered_flag 🏁|triangular_flag_on_post 🚩|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣`;

const EMOJI = new Map(
  NAMES.replace(/\n/g, "").split("|").map((pair) => {
    const at = pair.indexOf(" ");
    return [pair.slice(0, at), pair.slice(at + 1)];
  }),
);

export const emoji = (name) => EMOJI.get(name.split("::")[0]);
export const withEmoji = (text) =>
  text.replace(/:([a-z0-9_+-]+)(?:::skin-tone-\d)?:/g, (whole, name) => emoji(name) ?? whole);
export const REACTIONS = ["+1", "white_check_mark", "eyes", "tada", "fire", "pray"];
