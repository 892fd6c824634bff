import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** Bytes of files as honest people, and others, send them. */
export const canvas = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#36c' } });

export const png = (): Promise<Buffer> => canvas(64, 48).png().toBuffer();
export const jpeg = (): Promise<Buffer> => canvas(64, 48).jpeg().toBuffer();
export const gif = (): Promise<Buffer> => canvas(64, 48).gif().toBuffer();

/** A photograph that says where it was taken, and with what. */
export const located = (): Promise<Buffer> => {
  const exif = { IFD0: { Make: 'Spyglass' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } };
  return canvas(900, 600).withExif(exif).jpeg().toBuffer();
};

export const html = Buffer.from('<!DOCTYPE html><html><body><script>alert(document.domain)</script></body></html>');
export const svg = Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(document.domain)</script></svg>');
export const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
export const windowsProgram = Buffer.concat([Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1'), Buffer.alloc(504)]);
export const shellScript = Buffer.from('#!/bin/sh\nrm -rf ~\n');

/** The test string that every scanner knows, in two halves: this file is no virus. */
export const eicar = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''));

const chunk = (type: string, body: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
};

/** A PNG that claims 65,535 × 65,535 pixels in a few bytes. */
export const pixelFlood = (): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(65_535, 0);
  header.writeUInt32BE(65_535, 4);
  header.set([8, 2], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))), chunk('IEND', Buffer.alloc(0))]);
};

/** A ZIP of one file, of which few bytes become many. */
export const zipBomb = (inflatedBytes: number): Buffer => {
  const name = Buffer.from('zeros');
  const plain = Buffer.alloc(inflatedBytes);
  const packed = deflateRawSync(plain, { level: 9 });
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(20, 0);
  shared.writeUInt16LE(8, 4);
  shared.writeUInt32LE(crc32(plain), 10);
  shared.writeUInt32LE(packed.length, 14);
  shared.writeUInt32LE(plain.length, 18);
  shared.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, name, packed]);
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, Buffer.alloc(14), name]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from('PK\x05\x06', 'latin1'), end]);
};

/** What is one thing to a viewer and another to a browser or unpacker. */
export const jpegAndHtml = async (): Promise<Buffer> => Buffer.concat([await jpeg(), html]);
export const gifAndScript = async (): Promise<Buffer> => Buffer.concat([await gif(), Buffer.from('=1;alert(document.domain)//')]);
export const pdfAndZip = (): Buffer => Buffer.concat([pdf, zipBomb(1_000)]);
