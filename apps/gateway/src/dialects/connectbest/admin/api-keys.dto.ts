import { auth, PlainName } from '@parley/contracts';
import { ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsOptional, Length } from 'class-validator';

/** Without `scopes` a key may do both. */
export class CreateApiKeyDto {
  @PlainName() @Length(1, 100) name!: string;
  @IsOptional() @IsArray() @ArrayNotEmpty() @ArrayUnique() @IsIn(auth.apiKeyScopes, { each: true }) scopes?: auth.ApiKeyScope[] | null;
}
