#include "app/keypad.hpp"

#include <algorithm>
#include <array>

/// The emoji that keyboards offer: what people of a workshop say with them, by groups.
namespace waymark {
namespace {

constexpr std::array<EmojiGroup, emoji_group_count> groups{{
    {"😀", "😀 😃 😄 😁 😆 😅 😂 🤣 😊 🙂 🙃 😉 "
          "😍 🥰 😘 😎 🤩 🥳 🤓 🧐 🤔 🤗 🤭 🤫 "
          "😐 😑 😶 🙄 😏 😬 🤐 😴 🥱 😪 😌 🤤 "
          "😕 😟 🙁 ☹️ 😮 😯 😲 😳 🥺 😦 😧 😨 "
          "😰 😥 😢 😭 😱 😖 😣 😞 😓 😩 😫 😤 "
          "😡 😠 🤬 🤯 🥵 🥶 🤒 🤕 🤢 🤮 😈 💩"},
    {"👍", "👍 👎 👌 ✌️ 🤞 🤟 🤘 🤙 👈 👉 👆 👇 "
          "☝️ ✋ 🤚 🖐️ 🖖 👋 👏 🙌 👐 🤝 🙏 💪 "
          "✍️ 👀 👂 👃 👄 🧠 👤 👥 🗣️ 👶 🧒 👦 "
          "👧 👨 👩 🧑 👴 👵 👮 👷 💂 🕵️ 👩‍⚕️ 👨‍🎓 "
          "👩‍🏫 👨‍🍳 👩‍🔧 👨‍💻 👩‍💼 👨‍🚀 🤷 🤦 🙋 🙅 🙆 💁 "
          "🚶 🏃 🧍 🧎 💃 🕺 👫 👪 🧑‍🤝‍🧑 👯 🛌 🧘"},
    {"❤️", "❤️ 🧡 💛 💚 💙 💜 🖤 🤍 🤎 💔 💕 💯 "
          "⭐ 🌟 ✨ ⚡ 🔥 💥 💫 💡 ✅ ☑️ ✔️ ❌ "
          "❎ ❓ ❔ ❗ ❕ ‼️ ⚠️ 🚫 ⛔ ♻️ 🔁 🔄 "
          "➕ ➖ ➗ ✖️ ♾️ ➡️ ⬅️ ⬆️ ⬇️ ↗️ ↘️ ↩️ "
          "🔴 🟠 🟡 🟢 🔵 🟣 ⚫ ⚪ 🟤 🔺 🔻 🔶 "
          "🏁 🚩 🏳️ 🎯 🆕 🆗 🆒 🆓 🔝 ⏳ ⏰ 💤"},
    {"💼", "💼 📞 📱 💻 🖥️ 🖨️ ⌨️ 🖱️ 📧 📩 📨 📝 "
          "📄 📑 📊 📈 📉 📋 📌 📍 📎 ✂️ 📏 📐 "
          "🔒 🔓 🔑 🔨 🔧 🔩 ⚙️ 🧰 🧲 🔬 🔭 🧪 "
          "📅 🗓️ ⏱️ 🕐 📢 📣 🔔 🔕 🔍 🔎 💬 💭 "
          "🗑️ 📦 📬 🏷️ 🧾 💰 💳 💵 💶 🪙 🛒 🛍️ "
          "📷 📹 🎥 📺 📻 🎧 🎤 🔋 🔌 🕯️ 📚 🎓"},
    {"🚗", "🚗 🚕 🚙 🚌 🚎 🏎️ 🚓 🚑 🚒 🚐 🚚 🚛 "
          "🚜 🛵 🏍️ 🚲 🛴 🚂 🚆 🚇 🚊 🚉 ✈️ 🛫 "
          "🛬 🚀 🚁 ⛵ 🚢 ⚓ ⛽ 🚧 🚦 🚥 🗺️ 🧭 "
          "🏠 🏡 🏢 🏣 🏤 🏥 🏦 🏨 🏪 🏫 🏬 🏭 "
          "🏰 🗼 🗽 ⛪ 🕌 🏟️ 🎡 ⛺ 🏖️ 🏝️ 🏔️ 🌋 "
          "🌍 🌎 🌏 🌐 🌆 🌃 🌉 🛏️ 🛋️ 🚪 🚿 🧳"},
    {"🍎", "🍎 🍐 🍊 🍋 🍌 🍉 🍇 🍓 🍒 🍑 🥭 🍍 "
          "🥝 🍅 🥑 🥦 🥕 🌽 🥔 🍞 🥐 🥨 🧀 🥚 "
          "🍳 🥓 🍔 🍟 🍕 🌭 🥪 🌮 🥗 🍝 🍜 🍲 "
          "🍣 🍱 🥟 🍤 🍚 🍦 🍰 🎂 🍫 🍬 🍪 🍯 "
          "☕ 🍵 🥤 🧃 🥛 🍺 🍻 🍷 🥂 🍸 🍴 🥢"},
    {"⚽", "⚽ 🏀 🏈 ⚾ 🎾 🏐 🏉 🎱 🏓 🏸 🏒 🥅 "
          "⛳ 🏹 🎣 🥊 🥋 ⛸️ 🎿 🏂 🏋️ 🚴 🏊 🏄 "
          "🏆 🥇 🥈 🥉 🏅 🎖️ 🎗️ 🎫 🎟️ 🎪 🎭 🎨 "
          "🎬 🎼 🎹 🥁 🎷 🎺 🎸 🎻 🎲 ♟️ 🎳 🎮 "
          "🧩 🎉 🎊 🎈 🎁 🎀 🎄 🎃 🧥 👕 👖 👟"},
    {"🌿", "🌿 🌱 🌲 🌳 🌴 🌵 🌷 🌸 🌹 🌻 🌼 💐 "
          "🍀 🍁 🍂 🍃 🍄 🌾 🐶 🐱 🐭 🐹 🐰 🦊 "
          "🐻 🐼 🐨 🐯 🦁 🐮 🐷 🐸 🐵 🐔 🐧 🐦 "
          "🦆 🦅 🦉 🐺 🐴 🦄 🐝 🐛 🦋 🐌 🐞 🐜 "
          "🐢 🐍 🐙 🦀 🐟 🐬 🐳 🦈 🐘 🐪 🐑 🦔 "
          "☀️ ⛅ ☁️ 🌧️ ⛈️ ❄️ ⛄ 🌈 🌙 💧 🌊 🔆"},
}};

} // namespace

const EmojiGroup& emoji_group(std::size_t number) { return groups.at(std::min(number, groups.size() - 1)); }

std::size_t emoji_sheets(std::size_t group) {
    const std::string_view signs = emoji_group(group).signs;
    const auto count = static_cast<std::size_t>(std::ranges::count(signs, ' ')) + 1;
    return (count + emoji_on_sheet - 1) / emoji_on_sheet;
}

} // namespace waymark
