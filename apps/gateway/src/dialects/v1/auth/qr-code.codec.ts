import { toDataURL } from 'qrcode';

/** A PNG as a data URI: what an authenticator app scans (A-V1-05). */
export const qrCodeOf = (text: string): Promise<string> => toDataURL(text);
