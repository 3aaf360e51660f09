// The picture on a card leads here with its code behind "#", which no server hears: it goes into the field and away.
const field = document.querySelector("#id_code");
const code = decodeURIComponent(location.hash.slice(1));
if (field && code) {
  field.value = code;
  history.replaceState(null, "", location.pathname);
  document.querySelector("#id_pin")?.focus();
}
