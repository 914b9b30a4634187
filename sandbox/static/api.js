// The people's side of the sandbox, and its live events.

export class Refused extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

export async function call(method, path, body) {
  const options = { method };
  if (body instanceof FormData) {
    options.body = body;
  } else if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers = { "Content-Type": "application/json" };
  }
  const response = await fetch(path, options);
  const text = await response.text();
  let answer = null;
  try {
    answer = text ? JSON.parse(text) : null;
  } catch {
    answer = { error: text.slice(0, 200) };
  }
  if (!response.ok) throw new Refused(String(answer?.error ?? response.status), response.status);
  return answer;
}

export const get = (path) => call("GET", path);
export const post = (path, body = {}) => call("POST", path, body);
export const fileUrl = (id) => `/api/files/${encodeURIComponent(id)}`;

const AGAIN = 1000; // milliseconds until a lost connection is tried again

// Calls onEvent for each event; onOpen at every (re)connection, so that the caller can read the state again.
export function follow(path, onEvent, onOpen, onLost) {
  const source = new EventSource(path);
  source.onopen = onOpen;
  source.onmessage = (message) => onEvent(JSON.parse(message.data));
  source.onerror = () => {
    // Not the browser's own reconnection: it would ask for events after a number that a restarted sandbox never gave.
    source.close();
    onLost();
    setTimeout(() => follow(path, onEvent, onOpen, onLost), AGAIN);
  };
}
