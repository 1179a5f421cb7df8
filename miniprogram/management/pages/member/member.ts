import { entryIdOf, goBack } from '../../../platform/navigation';
import { ROOT_FONT_SIZE } from '../../../platform/text-size';
import type { Role, StoreScope } from '../../../contract/shop';
import {
  chosenStores,
  hasChosenStores,
  readScope,
  ROLES_TO_GIVE,
  scopeAfterTap,
  storesToGive,
  USUAL_ROLE,
} from '../../views/choices';
import type { Choice } from '../../views/choices';
import { LOADING } from '../../../shop/page-state';
import { initialOf } from '../../../shop/roles';
import { noReasons } from '../../views/typed-text';
import { askShop } from '../../../services/shop-session';
import type { ValueEvent } from '../../form-page';
import { FORM, showAnswer, submitForm, withStores } from '../../form-page';

/** Page where the owner changes the role and the stores of one member. */
Page({
  data: {
    rem: ROOT_FONT_SIZE,
    state: LOADING,
    ...FORM,
    name: '',
    initial: '',
    role: USUAL_ROLE,
    roles: ROLES_TO_GIVE,
    stores: [] as readonly Choice[],
    chosen: [] as readonly string[],
    hasStores: true,
    reasons: noReasons<'stores'>(),
  },
  staffId: '',
  scope: [] as StoreScope,

  onLoad(query) {
    this.staffId = entryIdOf(query);
    void this.load();
  },
  async load() {
    const listed = withStores(askShop('list-people', {}));
    await showAnswer(this, listed, ({ members, stores }) => {
      const member = members.find(({ staffId }) => staffId === this.staffId);
      if (member === undefined) return null;
      const { name, role, stores: scope } = member;
      this.scope = scope;
      return {
        name,
        initial: initialOf(name),
        role,
        stores: storesToGive('all', stores),
        chosen: chosenStores(scope),
        hasStores: hasChosenStores(role),
      };
    });
  },

  chooseRole({ detail: { value: role } }: ValueEvent<unknown, Role>) {
    this.setData({ role, hasStores: hasChosenStores(role), reasons: {} });
  },
  chooseStore({ detail }: ValueEvent) {
    this.scope = scopeAfterTap(this.scope, detail.value);
    this.setData({ chosen: chosenStores(this.scope), reasons: {} });
  },
  async save() {
    const { staffId } = this;
    const { role } = this.data;
    if (role === 'reviewer') return;
    const ask = (stores: StoreScope) => askShop('change-member', { staffId, role, stores });
    await submitForm(this, readScope(role, this.scope), ask, goBack);
  },
});
