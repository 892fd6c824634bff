import type { auth } from '@parley/contracts';
import { success } from '../v1.envelope.js';

/** Response of V1-1.5. */
export const presentEnrolment = ({ secret, backupCodes }: auth.TotpEnrolment, qrCode: string) =>
  success({ qr_code: qrCode, secret, backup_codes: [...backupCodes] });
