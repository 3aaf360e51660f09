// Who was marked stays on this device until the server has taken it: sent one by one, in order, and once more when no
// answer came. The number that goes with each lets the server see a second sending of the same.
const RETRY_MS = 5000;

// A list that outlives the page; a storage that is full or forbidden loses nothing while it is open.
export class Shelf {
  constructor(key) {
    this.key = key;
    try {
      this.rows = JSON.parse(localStorage.getItem(key)) ?? [];
    } catch {
      this.rows = [];
    }
  }

  all() {
    return this.rows;
  }

  save(rows) {
    this.rows = rows;
    try {
      localStorage.setItem(this.key, JSON.stringify(rows));
    } catch {
      // The rows are still here.
    }
  }
}

function newNumber() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

// What came back that is no answer of ours: a sign-in page, a proxy, an error.
class NoAnswer extends Error {
  constructor(isSignedOut) {
    super("no answer");
    this.isSignedOut = isSignedOut;
  }
}

async function post(entry, token) {
  const body = new URLSearchParams(entry.fields);
  const headers = { Accept: "application/json", "X-CSRFToken": token };
  const answer = await fetch(entry.url, { method: "POST", body, headers });
  const isOurs = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
  if (!isOurs) throw new NoAnswer(answer.redirected || answer.status === 403);
  return answer.json();
}

export class Queue {
  // `taken(entry, answer)` is told what came of each, `changed(waiting, isSignedOut)` how many wait.
  constructor(key, token, { taken, changed }) {
    Object.assign(this, { token, taken, changed });
    this.isSending = false;
    this.shelf = new Shelf(key);
    this.memory = this.shelf.all();
    addEventListener("online", () => this.send());
    this.changed(this.memory.length, false);
  }

  add(url, fields) {
    const now = new Date().toISOString();
    this.memory.push({ url, fields: { ...fields, at: now, op_id: newNumber() } });
    this.keep(false);
    this.send();
  }

  keep(isSignedOut) {
    this.shelf.save(this.memory);
    this.changed(this.memory.length, isSignedOut);
  }

  async send() {
    if (this.isSending) return;
    this.isSending = true;
    clearTimeout(this.retry);
    try {
      while (this.memory.length) {
        const entry = this.memory[0];
        const answer = await post(entry, this.token);
        this.memory.shift();
        this.keep(false);
        this.taken(entry, answer);
      }
    } catch (error) {
      this.keep(error instanceof NoAnswer && error.isSignedOut);
      this.retry = setTimeout(() => this.send(), RETRY_MS);
    } finally {
      this.isSending = false;
    }
  }
}
