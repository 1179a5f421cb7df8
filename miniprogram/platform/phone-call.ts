/**
 * Opens the dialler. WeChat asks the person before it dials, and tells of cancelling there as of a failure (`makePhoneCall:fail cancel`).
 * `impossible`: this device has no telephone, as computers have none.
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
