// Starts the window. The theme comes first: a dark room must not flash white.
const theme = localStorage.getItem("trackward.theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;

const { default: init } = await import("./trackward-ui.js");
await init({ module_or_path: new URL("trackward-ui_bg.wasm", import.meta.url) });
