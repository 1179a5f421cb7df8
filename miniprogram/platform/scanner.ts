import { isDesktop } from './device';

/** Whether this device can scan with a camera (WeChat on computers cannot). */
export function canScan(): boolean {
  return 'scanCode' in wx && !isDesktop();
}

/** What a person scanned; null when they went back without scanning, or the camera was refused. */
export async function scan(): Promise<string | null> {
  try {
    const { result } = await wx.scanCode({
      scanType: ['barCode', 'qrCode', 'datamatrix', 'pdf417'],
    });
    return result;
  } catch {
    return null; // Cancelling is reported as a failure; WeChat itself says so when the camera is refused.
  }
}
