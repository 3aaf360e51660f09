// A draw counted again on this phone from the printed words alone; without a secure page the site's own count stands.
const note = document.querySelector("[data-count-again]");
const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const bytes = (text) => new TextEncoder().encode(text);

async function digestOf(secret, message) {
  const key = await crypto.subtle.importKey("raw", bytes(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return hex(await crypto.subtle.sign("HMAC", key, bytes(message)));
}

function placeOf(digest, count) {
  const limit = 2 ** 32 - (2 ** 32 % count);
  for (let start = 0; start < 64; start += 8) {
    const value = parseInt(digest.slice(start, start + 8), 16);
    if (value < limit) return value % count;
  }
  return null;
}

export async function drawnNumber(secret, message, numbers) {
  let place = placeOf(await digestOf(secret, message), numbers.length);
  for (let again = 1; place === null; again += 1) place = placeOf(await digestOf(secret, `${message}|${again}`), numbers.length);
  return numbers[place];
}

async function countAgain({ secret, commitment, message, numbers, winner, right, wrong }) {
  const isLocked = hex(await crypto.subtle.digest("SHA-256", bytes(secret))) === commitment;
  const number = await drawnNumber(secret, message, numbers.split(",").map(Number));
  note.textContent = isLocked && number === Number(winner) ? right : wrong;
}

if (note && globalThis.crypto?.subtle) countAgain(note.dataset);
