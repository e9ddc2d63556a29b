import decodeQR from "qr/decode.js";

/** What the log-in code on a page says, read from its pixels as a camera would. */
export async function decodeCode(page) {
  const picture = await page.$eval(".code.shown svg", async (svg) => {
    const text = new XMLSerializer().serializeToString(svg);
    const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    const image = new Image(480, 480);
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(520, 520);
    const context = canvas.getContext("2d");
    context.fillStyle = "white";
    context.fillRect(0, 0, 520, 520);
    context.drawImage(image, 20, 20, 480, 480);
    URL.revokeObjectURL(url);
    return [...context.getImageData(0, 0, 520, 520).data];
  });
  return decodeQR({ width: 520, height: 520, data: Uint8ClampedArray.from(picture) });
}
