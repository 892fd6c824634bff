import { IsOptional, IsString } from 'class-validator';

/** Query of GET /v1/sync. */
export class SyncQueryDto {
  /** Base64url of JSON `{conversation: seq}`. */
  @IsOptional() @IsString() cursors?: string;
}
