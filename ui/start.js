// Starts the window. The theme comes first: a dark room must not flash white.
const theme = localStorage.getItem("trackward.theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;

// The map is drawn with these.
for (const font of ["600 11px Inter", "500 11px Inter"]) document.fonts.load(font);

// The wasm and its bindings are fetched side by side.
const wasm = fetch(new URL("trackward-ui_bg.wasm", import.meta.url));
const { default: init } = await import("./trackward-ui.js");
await init({ module_or_path: wasm });
