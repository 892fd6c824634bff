import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageDto } from '../v1.page.js';

/** V1-2.4; `status` is of the contact (A-V1-10). */
export class ListContactsQuery extends PageDto {
  @IsIn(['accepted', 'pending', 'blocked']) status: 'accepted' | 'pending' | 'blocked' = 'accepted';
}

/** V1-2.5. */
export class AddContactDto {
  @IsString() user_id!: string;
  @IsOptional() @IsString() @MaxLength(500) message?: string | null;
}

/** `PUT contacts/{user_id}` *(extension, A-V1-12)*. */
export class AnswerContactDto {
  @IsIn(['accepted', 'rejected']) status!: 'accepted' | 'rejected';
}

/** V1-2.6. */
export class BlockUserDto {
  @IsString() user_id!: string;
}
