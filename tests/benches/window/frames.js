// Drags or zooms for some seconds, a step each frame, and gives frames a second: over all, and in
// the slowest second. Gives nothing when the picture does not move. The body of a function.
const [kind, seconds, done] = arguments;
const WARM_UP = 15;
const canvas = document.querySelector("#map canvas");
const box = canvas.getBoundingClientRect();
const middle = [box.left + box.width / 2, box.top + box.height / 2];
const pointer = (type, [x, y]) => canvas.dispatchEvent(new PointerEvent(type, {
    clientX: x, clientY: y, pointerId: 1, button: 0, buttons: 1, isPrimary: true, bubbles: true,
}));
const around = (step) =>
    [middle[0] + 220 * Math.sin(step / 18), middle[1] + 120 * Math.cos(step / 25)];
const take = {
    pan: (step) => pointer("pointermove", around(step)),
    zoom: (step) => canvas.dispatchEvent(new WheelEvent("wheel", {
        clientX: middle[0], clientY: middle[1], deltaY: step % 60 < 30 ? -40 : 40, bubbles: true,
    })),
}[kind];
const still = canvas.toDataURL();
let moves = false;
let step = 0;
const times = [];
const finish = () => {
    if (kind === "pan") pointer("pointerup", around(step));
    const each = Array(seconds).fill(0);
    const rest = times.slice(1).filter((time) => time < times[0] + seconds * 1000);
    rest.forEach((time) => each[Math.floor((time - times[0]) / 1000)]++);
    done(moves ? [rest.length / seconds, Math.min(...each)] : null);
};
const next = (time) => {
    if (step === WARM_UP) moves = canvas.toDataURL() !== still;
    // The frame after the comparison is as late as the comparison is slow.
    if (step > WARM_UP + 1) times.push(time);
    if (times.length && time - times[0] >= seconds * 1000) return finish();
    take(step);
    step += 1;
    requestAnimationFrame(next);
};
if (kind === "pan") pointer("pointerdown", around(0));
requestAnimationFrame(next);
