import { user } from '@parley/contracts';
import { IsIn, IsString, Length } from 'class-validator';
import { Trimmed } from '../../input.pipe.js';
import { IsReference, type Reference } from '../umoc.ids.js';

export class AddContactDto {
  @Trimmed() @IsString() @Length(1, 50) contact_username!: string;
}

export class ContactDto {
  @IsReference() contact_id!: Reference;
}

/** `set_status_visibility` *(extension, A-UM-28)*. */
export class StatusVisibilityDto {
  @IsIn(user.visibilities) visibility!: user.Visibility;
}
