// Drags or zooms for some seconds, a step each frame, and gives frames a second: over all, and in
// the slowest second. Runs as the body of a function.
const [kind, seconds, done] = arguments;
const canvas = document.querySelector("#map canvas");
const box = canvas.getBoundingClientRect();
const middle = [box.left + box.width / 2, box.top + box.height / 2];
const pointer = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type, {
    clientX: x, clientY: y, pointerId: 1, button: 0, buttons: 1, isPrimary: true, bubbles: true,
}));
const at = (frame) => [middle[0] + 220 * Math.sin(frame / 18), middle[1] + 120 * Math.cos(frame / 25)];
const step = {
    pan: (frame) => pointer("pointermove", ...at(frame)),
    zoom: (frame) => canvas.dispatchEvent(new WheelEvent("wheel", {
        clientX: middle[0], clientY: middle[1], deltaY: frame % 60 < 30 ? -40 : 40, bubbles: true,
    })),
}[kind];
if (kind === "pan") pointer("pointerdown", ...at(0));
const times = [];
const next = (time) => {
    times.push(time);
    if (time - times[0] < seconds * 1000) {
        step(times.length);
        requestAnimationFrame(next);
        return;
    }
    if (kind === "pan") pointer("pointerup", ...at(times.length));
    const each = Array(seconds).fill(0);
    times.slice(1, -1).forEach((time) => each[Math.floor((time - times[0]) / 1000)]++);
    done([(times.length - 1) / ((time - times[0]) / 1000), Math.min(...each)]);
};
requestAnimationFrame(next);
