// A signature drawn with a finger, a pen or a mouse: ink on white, sent as a picture with the form.
const form = document.querySelector(".js-signature");
const pad = form.querySelector(".js-pad");
const field = form.querySelector("[name=picture]");
const ink = pad.getContext("2d");

function clear() {
  const { width, height } = pad.getBoundingClientRect();
  pad.width = Math.round(width);
  pad.height = Math.round(height);
  ink.fillStyle = "white";
  ink.fillRect(0, 0, pad.width, pad.height);
  ink.lineWidth = 2.5;
  ink.lineCap = "round";
  ink.lineJoin = "round";
  ink.strokeStyle = "black";
  field.value = "";
}

function at(event) {
  const box = pad.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

pad.addEventListener("pointerdown", (event) => {
  event.preventDefault();
  pad.setPointerCapture(event.pointerId);
  ink.beginPath();
  ink.moveTo(...at(event));
});
pad.addEventListener("pointermove", (event) => {
  if (!pad.hasPointerCapture(event.pointerId)) return;
  ink.lineTo(...at(event));
  ink.stroke();
});
pad.addEventListener("pointerup", () => {
  field.value = pad.toDataURL("image/png");
});
form.querySelector(".js-clear").addEventListener("click", clear);
clear();
