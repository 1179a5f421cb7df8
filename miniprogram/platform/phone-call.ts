/**
 * Opens the dialler. WeChat asks the person first, and reports a cancelled call as a failure
 * (`makePhoneCall:fail cancel`).
 *
 * @returns `impossible` where this device has no telephone, like a computer
 */
export async function dial(phoneNumber: string): Promise<'dialled' | 'cancelled' | 'impossible'> {
  try {
    await wx.makePhoneCall({ phoneNumber });
    return 'dialled';
  } catch (failure) {
    const { errMsg } = (failure ?? {}) as { errMsg?: unknown };
    return typeof errMsg === 'string' && errMsg.includes('cancel') ? 'cancelled' : 'impossible';
  }
}
