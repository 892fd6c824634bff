import sharp from 'sharp';

const blank = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#3366cc' } });

export const png = (width: number, height: number): Promise<Buffer> => blank(width, height).png().toBuffer();

export const gif = (width: number, height: number): Promise<Buffer> => blank(width, height).gif().toBuffer();

/** Lies on its side, and tells where it was taken. */
export const jpegWithExif = (width: number, height: number): Promise<Buffer> =>
  blank(width, height)
    .withExif({ IFD0: { Orientation: '6', Artist: 'Canary Artist' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

/** A header that promises far more pixels than bytes: 65,535 by 65,535. */
export const pixelBomb = async (): Promise<Buffer> => {
  const bytes = await png(1, 1);
  bytes.writeUInt32BE(65_535, 16);
  bytes.writeUInt32BE(65_535, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
};

/** Draws its one picture over and over: few bytes for the file, all the pixels for a decoder. */
export const scanBomb = async (times: number): Promise<Buffer> => {
  const bytes = await blank(16, 16).jpeg({ progressive: true }).toBuffer();
  const scans = bytes.subarray(bytes.indexOf(Buffer.from([0xff, 0xda])), -2);
  return Buffer.concat([bytes.subarray(0, -2), ...Array.from({ length: times }, () => scans), bytes.subarray(-2)]);
};

const crc32 = (data: Buffer): number => {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
};
