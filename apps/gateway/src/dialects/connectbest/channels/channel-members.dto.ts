import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsString } from 'class-validator';

/** CB-3.6. */
export class AddMembersDto {
  @IsString({ each: true }) @ArrayMaxSize(1_000) @ArrayMinSize(1) @IsArray() userIds!: readonly string[];
  @IsOptional() @IsIn(['admin', 'member']) role?: 'admin' | 'member' | null;
}

/** CB-3.8. */
export class ChangeRoleDto {
  @IsIn(['admin', 'member']) role!: 'admin' | 'member';
}
