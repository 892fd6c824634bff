import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBase64, IsInt, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { messaging } from '@parley/contracts';

export class WrappedKeyDto {
  @IsString() user_id!: string;
  /** Base64; opaque here. */
  @IsBase64() @MaxLength(4_096) @IsString() wrapped_key!: string;
}

/** `PUT /chatrooms/{id}/keys` (A-RC-06). */
export class StoreKeysDto {
  @Max(2_147_483_647) @Min(1) @IsInt() key_version!: number;
  @ValidateNested({ each: true })
  @Type(() => WrappedKeyDto)
  @ArrayMaxSize(messaging.maxWrappedKeys)
  @ArrayMinSize(1)
  @IsArray()
  keys!: readonly WrappedKeyDto[];
}
