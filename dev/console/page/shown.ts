import type { ActiveFault } from '../../faults/faults';
import type { HostState, ShownDelivery, WorldKind } from '../../protocol/host-state';
import type { PhoneFrame, Screen } from './phone-frame';
import type { WindowContent } from './window';

/** Choices that the browser keeps over a reload of the console. */
export interface Kept {
  readonly screen: Screen;
  readonly theme: 'light' | 'dark';
  /** Factor of the text size. */
  readonly text: '1' | '1.4';
  /** Behaviour of the imitated WeChat app: as documented, or as users report it. */
  readonly client: 'documented' | 'reported';
  readonly isTourOpen: boolean;
}

/** State of the console's page: choices that were made there, and messages to show. */
export interface View {
  readonly kept: Kept;
  /** Id of the person who holds the phone. */
  readonly person: string;
  readonly areFaultsOpen: boolean;
  readonly isShopOpen: boolean;
  readonly areGroupsOpen: boolean;
  /** Order, mini-program and duration of the fault that is switched on next. */
  readonly scope: Omit<ActiveFault, 'name'>;
  /** Text that filters the list of deliveries. */
  readonly wanted: string;
  /** Order id of the delivery whose possible mishaps (cancelled, refused …) are shown. */
  readonly mishapsOf: string | null;
  /** Order id that was last typed into the phone. */
  readonly inPhone: string | null;
  /** Result of the last button pressed in the card 开店 (set up a shop). */
  readonly said: string | null;
  /** Error message of the local host. */
  readonly failure: string | null;
}

/**
 * Step of the guided tour: put an order id into the phone, look it up, cause a mishap, read the
 * phone's advice; then all is `through`.
 */
export interface TourStep {
  readonly step: 'pick' | 'look-up' | 'mishap' | 'read' | 'through';
  readonly orderId: string;
  readonly status: number;
}

/** What the cards draw from, and what their buttons do. */
export interface Shown {
  readonly state: HostState;
  readonly view: View;
  /** All deliveries, in the order of the list. */
  readonly deliveries: readonly ShownDelivery[];
  /** Current step of the guided tour; null while there is none. */
  readonly tour: TourStep | null;
  /** Current time, in ms since 1970 on the simulated clock. */
  readonly now: number;
  readonly phone: PhoneFrame;
  readonly change: (part: Partial<View>) => void;
  /** Sends an action to the host, and shows its error. @returns whether it succeeded */
  readonly send: (action: string, body?: object) => Promise<boolean>;
  /** Asks in a modal window. @returns answer of the pressed button, or '' */
  readonly ask: (window: WindowContent) => Promise<string>;
}

/** Key in localStorage. */
const KEPT = 'console';
const USUAL: Kept = {
  screen: 'phone',
  theme: 'light',
  text: '1',
  client: 'documented',
  isTourOpen: true,
};

export function keep(kept: Kept): void {
  localStorage.setItem(KEPT, JSON.stringify(kept));
}

/** Returns the state of a page that has just been opened. */
export function firstView(): View {
  // Not validated, because nothing else writes it.
  const kept = JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<Kept>;
  return {
    kept: { ...USUAL, ...kept },
    person: firstIn('demo'),
    areFaultsOpen: false,
    isShopOpen: false,
    areGroupsOpen: false,
    scope: { orderId: null, appId: null, times: 1 },
    wanted: '',
    mishapsOf: null,
    inPhone: null,
    said: null,
    failure: null,
  };
}

/** Returns the id of the person who holds the phone at first, in a demo or an empty shop. */
export function firstIn(kind: WorldKind): string {
  return kind === 'empty' ? 'owner' : 'clerk';
}
