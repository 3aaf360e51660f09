// The camera reads cards one after the other. A card that stays before it is read once.
const PAUSE_MS = 3000;
const EVERY_MS = 200;

export async function canRead() {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return false;
  const formats = await BarcodeDetector.getSupportedFormats();
  return formats.includes("qr_code");
}

// Raises what the browser says when the camera is refused or missing.
export async function watch(video, seen) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  video.srcObject = stream;
  await video.play();
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  const lately = new Map();
  const look = async () => {
    for (const { rawValue } of await detector.detect(video).catch(() => [])) {
      const before = lately.get(rawValue) ?? 0;
      lately.set(rawValue, Date.now());
      if (Date.now() - before > PAUSE_MS) seen(rawValue);
    }
    setTimeout(look, EVERY_MS);
  };
  look();
}
