import { guarded } from './errors';
import { callable } from './values';

/** What App.onLaunch and onShow are told. */
export interface LaunchOptions {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** 1001: from WeChat's list; 1007: by a card in a chat. */
  readonly scene: number;
}

/** The object that App() was given, and its lifecycle. */
export class AppInstance {
  private definition: Record<string, unknown> = {};
  private visible = false;

  constructor(private readonly launch: LaunchOptions) {}

  /** WeChat's App(). */
  readonly define = (definition: Record<string, unknown>): void => {
    this.definition = definition;
  };

  /** WeChat's getApp(). */
  readonly get = (): Record<string, unknown> => this.definition;

  /** In the foreground. */
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
