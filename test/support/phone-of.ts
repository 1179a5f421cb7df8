import type { Role } from '../../miniprogram/contract/shop';
import { installWx, storageInMemory } from './fake-wx';

/** Installs a phone that remembers the role of whoever holds it. @returns where it has been led */
export function phoneOf(role: Role): readonly string[] {
  const led: string[] = [];
  const storage = storageInMemory();
  storage.setStorageSync('role', role);
  installWx({ ...storage, navigateTo: ({ url }: { readonly url: string }) => led.push(url) });
  return led;
}
