import { Type } from 'class-transformer';
import { IsIn, IsString, Length, ValidateNested } from 'class-validator';
import { OriginInput } from '../origin.js';
import { defineRpc } from '../rpc.js';

export const devicePlatforms = ['ios', 'android', 'web'] as const;
export type DevicePlatform = (typeof devicePlatforms)[number];

export class RegisterDeviceInput {
  /** Once this session has ended the device is told nothing more. */
  @ValidateNested() @Type(() => OriginInput) origin!: OriginInput;
  /** The client's own name for the device. */
  @IsString() @Length(1, 255) deviceId!: string;
  @IsIn(devicePlatforms) platform!: DevicePlatform;
  /** APNs device token, FCM registration token, or the JSON of a browser's PushSubscription. */
  @IsString() @Length(1, 4_096) token!: string;
}

/** From now on this device is told. A device has one token; a token that was another's moves here (A-V1-33). */
export const registerDevice = defineRpc<RegisterDeviceInput, null>('notification.device.register', {
  input: RegisterDeviceInput,
  errors: ['SESSION_REVOKED'],
  idempotent: true,
});

export class DescribePushInput {}

/** What a browser needs before it can subscribe; null when Web Push is not configured. */
export const describePush = defineRpc<DescribePushInput, { readonly webPublicKey: string | null }>('notification.push.describe', {
  input: DescribePushInput,
  errors: [],
  idempotent: true,
});
