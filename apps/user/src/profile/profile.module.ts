import { Module, type DynamicModule } from '@nestjs/common';
import { UserConfig } from '../user.config.js';
import { AvatarFileRepository } from './avatar-file.repository.js';
import { ChangeProfile } from './change-profile.use-case.js';
import { CreateProfile } from './create-profile.use-case.js';
import { EraseProfile } from './erase-profile.use-case.js';
import { ErasureEvents } from './erasure.events.js';
import { ErasureRpc } from './erasure.rpc.js';
import { GetProfile } from './get-profile.query.js';
import { MirrorProfile } from './mirror-profile.use-case.js';
import { PhoneCodec } from './phone.codec.js';
import { ProfileEvents } from './profile.events.js';
import { ProfileRepository } from './profile.repository.js';
import { ProfileRpc } from './profile.rpc.js';
import { RepairProfile } from './repair-profile.use-case.js';
import { ReplaceAvatarFile } from './replace-avatar-file.use-case.js';
import { SetAvatar } from './set-avatar.use-case.js';
import { StoreProfile } from './store-profile.use-case.js';
import { UpdateProfile } from './update-profile.use-case.js';

@Module({})
export class ProfileModule {
  static register(config: UserConfig): DynamicModule {
    return {
      module: ProfileModule,
      global: true,
      controllers: [ProfileRpc, ProfileEvents, ErasureRpc, ErasureEvents],
      providers: [
        { provide: UserConfig, useValue: config },
        PhoneCodec,
        ProfileRepository,
        AvatarFileRepository,
        ReplaceAvatarFile,
        StoreProfile,
        MirrorProfile,
        EraseProfile,
        CreateProfile,
        ChangeProfile,
        UpdateProfile,
        SetAvatar,
        RepairProfile,
        GetProfile,
      ],
      exports: [ProfileRepository, PhoneCodec, ChangeProfile, EraseProfile, UserConfig],
    };
  }
}
