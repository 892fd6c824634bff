import { IsBoolean, IsIn, IsOptional, IsTimeZone } from 'class-validator';

/** Who may see something of a person. */
export const visibilities = ['everyone', 'contacts', 'nobody'] as const;
export type Visibility = (typeof visibilities)[number];

/** Who sees when I am there, and my e-mail address and phone (C33, C36). */
export interface ProfileVisibility {
  readonly presence: Visibility;
  readonly contact: Visibility;
}

/** Settings of one's own clients (CB-2.1); `timezone` is an IANA name. */
export interface Preferences {
  readonly notifications: boolean;
  readonly soundEnabled: boolean;
  readonly timezone: string;
}

/** What is absent stays as it is. */
export class PreferenceChanges {
  @IsOptional() @IsBoolean() notifications?: boolean;
  @IsOptional() @IsBoolean() soundEnabled?: boolean;
  @IsOptional() @IsTimeZone() timezone?: string;
}

/** What is absent stays as it is. */
export class VisibilityChanges {
  @IsOptional() @IsIn(visibilities) presence?: Visibility;
  @IsOptional() @IsIn(visibilities) contact?: Visibility;
}

/** What a person has who has set nothing. */
export const untouchedSettings: { readonly preferences: Preferences; readonly visibility: ProfileVisibility } = {
  preferences: { notifications: true, soundEnabled: true, timezone: 'UTC' },
  visibility: { presence: 'everyone', contact: 'everyone' },
};
