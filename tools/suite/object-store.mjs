import { cephPackages, cephPrograms, startCeph } from '../infra/private-ceph.mjs';

/**
 * An S3 server: Ceph's.
 * @type {import('./file-servers.mjs').Part}
 */
export const objectStore = {
  subject: 'S3',
  variable: 'S3_TEST_URL',
  programs: cephPrograms,
  packages: cephPackages,
  start: async (programs, place) => ({ S3_TEST_URL: await startCeph(programs, place) }),
};
