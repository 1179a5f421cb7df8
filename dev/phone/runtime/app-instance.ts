import { guarded } from './errors';
import { callable } from './values';

/** Options of App.onLaunch and onShow. */
export interface LaunchOptions {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** WeChat's scene value: 1001 opened from its list, 1007 opened from a card in a chat. */
  readonly scene: number;
}

/** The object passed to App(), and its lifecycle. */
export class AppInstance {
  private definition: Record<string, unknown> = {};
  private visible = false;

  constructor(private readonly launch: LaunchOptions) {}

  readonly define = (definition: Record<string, unknown>): void => {
    this.definition = definition;
  };

  readonly get = (): Record<string, unknown> => this.definition;

  get isVisible(): boolean {
    return this.visible;
  }

  start(): void {
    this.call('onLaunch', this.launch);
    this.show();
  }

  show(): void {
    if (this.visible) return;
    this.visible = true;
    this.call('onShow', this.launch);
  }

  hide(): void {
    if (!this.visible) return;
    this.visible = false;
    this.call('onHide');
  }

  private call(method: string, ...args: unknown[]): void {
    guarded(`App ${method}`, () => {
      callable(this.definition[method])?.apply(this.definition, args);
    });
  }
}
