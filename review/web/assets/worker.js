"use strict";
// What the workers share. A worker is started with its module, then asked for one thing after the other: {id, what, values}.
// It answers each by {id, value} or {id, error}, and tells meanwhile how far it is by {id, step}.

// begin takes the module, and gives what can be asked for: functions by name. They are called with the values and a function to
// tell a step by, and give {value, transfer, memory}.
let ready = null;
let last = Promise.resolve();

onmessage = ({ data }) => {
  if (data.module) {
    ready = begin(data.module);
    ready.catch((error) => postMessage({ died: String(error) }));
    return;
  }
  last = last.then(() => answer(data));
};

async function answer({ id, what, values }) {
  try {
    const jobs = await ready;
    const { value, transfer = [], memory = 0 } = await jobs[what](values, (step) => postMessage({ id, step }));
    postMessage({ id, value, memory }, transfer);
  } catch (error) {
    const { code = "failed", page = 0, message = String(error) } = error;
    postMessage({ id, error: { code, page, message } });
  }
}
