import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { Trimmed } from '../../input.pipe.js';
import { PageQuery } from '../connectbest.page.js';

export class ListPeopleQuery extends PageQuery {
  @IsIn(['active', 'suspended', 'all']) status: 'active' | 'suspended' | 'all' = 'all';
  @IsOptional() @Trimmed() @IsString() @MaxLength(254) search?: string;
}

export class SuspendDto {
  @Trimmed() @IsString() @Length(1, 1_000) reason!: string;
}
