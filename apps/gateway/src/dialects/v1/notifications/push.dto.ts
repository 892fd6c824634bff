import { notification } from '@parley/contracts';
import { IsIn, IsString, Length } from 'class-validator';

/** V1-7.3. `push_token` of a browser: its PushSubscription as JSON text. */
export class PushTokenDto {
  @IsString() @Length(1, 255) device_id!: string;
  @IsIn(notification.devicePlatforms) platform!: notification.DevicePlatform;
  @IsString() @Length(1, 4_096) push_token!: string;
}
