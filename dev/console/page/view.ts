import type { FaultName } from '../../faults/fault-table';
import type { FaultScope } from './fault-card';
import type { Chosen } from './panes';
import type { Dragged } from './progress';
import { keptScreen } from './screen-settings';
import type { Settings } from './settings-card';

/** State of the console's page: choices that were made there, and messages to show. */
export interface View extends Settings, Chosen {
  readonly scope: FaultScope;
  /** Text that filters the list of deliveries. */
  readonly wanted: string;
  /** Fault under the mouse pointer, whose explanation is shown. */
  readonly explained: FaultName | null;
  /** Order id of the delivery whose possible mishaps (cancelled, refused …) are shown. */
  readonly mishapsOf: string | null;
  readonly dragged: Dragged | null;
  /** Order id that was last typed into the phone. */
  readonly inPhone: string | null;
  /** Result of the last button pressed in the card 开店 (set up a shop). */
  readonly said: string | null;
  /** Error message of the local host, or null. */
  readonly failure: string | null;
}

/** Returns the state of a page that has just been opened. */
export function firstView(): View {
  return {
    person: 'clerk',
    ...keptScreen(),
    only: 'phone',
    beside: 'deliveries',
    isShopOpen: false,
    areFaultsOpen: false,
    wanted: '',
    scope: { orderId: null, times: 1 },
    explained: null,
    mishapsOf: null,
    dragged: null,
    inPhone: null,
    said: null,
    failure: null,
  };
}
