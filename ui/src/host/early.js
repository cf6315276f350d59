// Asks for what every page needs before the wasm is there, so that the core's answers and the wasm
// come side by side. The wasm takes them over; what it does not find here it asks for itself.
const core = window.__TAURI__?.core;
const FIRST = ["site_query", "status_query", "assets_query"];
// A kiosk may ask no more than this.
const FIRST_OF_KIOSK = ["site_query", "kiosk_query"];
const first = document.body?.dataset.window === "kiosk" ? FIRST_OF_KIOSK : FIRST;

const early = [];
const answers = new Map();
let watched;

if (core) {
  performance.mark("asked");
  const channel = new core.Channel();
  channel.onmessage = (message) => early.push(message);
  watched = { channel, ended: core.invoke("watch", { channel }) };
  // Who takes it over hears of a failure; until then it is no news.
  watched.ended.catch(() => {});
  for (const name of first) {
    const request = { [name]: {} };
    const answer = core.invoke("query", { request });
    // For those who measure the window.
    answer.then(() => performance.mark(name), () => {});
    answers.set(JSON.stringify(request), answer);
  }
}

// The answer to a query, given as JSON, if it was asked for; once.
export function takeAnswer(query) {
  const answer = answers.get(query);
  answers.delete(query);
  return answer;
}

// Has what was heard so far and all that follows told; gives the end of it. Once.
export function takeWatch(heard) {
  if (!watched) return undefined;
  const { channel, ended } = watched;
  watched = undefined;
  channel.onmessage = heard;
  for (const message of early.splice(0)) heard(message);
  return ended;
}
