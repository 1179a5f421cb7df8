import { entryIdOf, goBack } from '../../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../../platform/text-size';
import type { Member, Role, Store, StoreScope } from '../../../contract/shop';
import {
  chosenStores,
  hasChosenStores,
  ROLES_TO_GIVE,
  scopeAfterTap,
  storesToGive,
  USUAL_ROLE,
} from '../../views/choices';
import type { Choice } from '../../views/choices';
import type { EntryFailure } from '../../../ui/wording/failure-view';
import { entryFailure } from '../../../ui/wording/failure-view';
import { afterFailure, GONE, KNOWN, LOADING } from '../../../shop/page-state';
import { initialOf } from '../../../shop/roles';
import { askShop } from '../../../services/shop-session';
import { askWithStores } from '../../ask-with-stores';

/** One of the staff: their role and their stores. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    state: LOADING,
    name: '',
    initial: '',
    role: USUAL_ROLE,
    roles: ROLES_TO_GIVE,
    stores: [] as readonly Choice[],
    chosen: [] as readonly string[],
    hasStores: true,
    reason: '',
    saving: false,
    failure: null as EntryFailure | null,
  },
  staffId: '',
  scope: [] as StoreScope,

  onLoad(query) {
    this.staffId = entryIdOf(query);
    void this.load();
  },
  async load() {
    const answer = await askWithStores('list-people', {});
    if (!answer.ok) {
      this.setData({ state: afterFailure(this.data.state, answer) });
      return;
    }
    const { answered, stores } = answer.data;
    const member = answered.members.find(({ staffId }) => staffId === this.staffId);
    if (member === undefined) this.setData({ state: GONE });
    else this.edit(member, stores);
  },
  edit({ name, role, stores: scope }: Member, stores: readonly Store[]) {
    this.scope = scope;
    this.setData({
      state: KNOWN,
      name,
      initial: initialOf(name),
      role,
      stores: storesToGive('all', stores),
      chosen: chosenStores(scope),
      hasStores: hasChosenStores(role),
    });
  },

  chooseRole({ detail }: { readonly detail: { readonly value: Role } }) {
    this.setData({ role: detail.value, hasStores: hasChosenStores(detail.value), reason: '' });
  },
  chooseStore({ detail }: { readonly detail: { readonly value: string } }) {
    this.scope = scopeAfterTap(this.scope, detail.value);
    this.setData({ chosen: chosenStores(this.scope), reason: '' });
  },
  async save() {
    const { role, hasStores } = this.data;
    if (role === 'reviewer' || this.data.saving) return;
    if (hasStores && this.scope.length === 0) {
      this.setData({ reason: '请至少选一家门店。' });
      return;
    }
    this.setData({ saving: true, failure: null });
    const stores = hasStores ? this.scope : 'all';
    const saved = await askShop('change-member', { staffId: this.staffId, role, stores });
    this.setData({ saving: false, failure: saved.ok ? null : entryFailure(saved) });
    if (saved.ok) goBack();
  },
});
