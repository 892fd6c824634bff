import { Controller } from '@nestjs/common';
import { user } from '@parley/contracts';
import { HandlePluralRpc, HandleRpc, type Outcome } from '@parley/transport';
import { CreateProfile } from './create-profile.use-case.js';
import { GetProfile } from './get-profile.query.js';
import { SetAvatar } from './set-avatar.use-case.js';
import { UpdateProfile } from './update-profile.use-case.js';

@Controller()
export class ProfileRpc {
  constructor(
    private readonly createProfile: CreateProfile,
    private readonly updateProfile: UpdateProfile,
    private readonly setAvatar: SetAvatar,
    private readonly getProfile: GetProfile,
  ) {}

  @HandleRpc(user.createProfile)
  create(input: user.CreateProfileInput): Promise<user.Profile> {
    return this.createProfile.execute(input);
  }

  @HandleRpc(user.updateProfile)
  update(input: user.UpdateProfileInput): Promise<user.Profile> {
    return this.updateProfile.execute(input);
  }

  @HandleRpc(user.setAvatar)
  showAvatar(input: user.SetAvatarInput): Promise<user.Profile> {
    return this.setAvatar.execute(input);
  }

  @HandlePluralRpc(user.getProfile)
  get(inputs: readonly user.GetProfileInput[]): Promise<readonly Outcome<user.Profile>[]> {
    return this.getProfile.execute(inputs);
  }
}
