import { Injectable } from '@nestjs/common';
import type { user } from '@parley/contracts';
import { Database } from '@parley/persistence';
import { DirectoryRepository } from './directory.repository.js';
import { searchTerms } from './search.policy.js';

/** Finds people by what they are called, and by what the viewer may see of their addresses. */
@Injectable()
export class SearchUsers {
  constructor(
    private readonly database: Database,
    private readonly directory: DirectoryRepository,
  ) {}

  async execute(input: user.SearchUsersInput): Promise<user.UserPage> {
    const terms = searchTerms(input.text);
    return terms.text === '' ? { profiles: [], total: 0 } : this.directory.search(this.database, input, terms);
  }
}
