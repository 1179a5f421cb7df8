/** A cloud environment as owners enter it. The repository names none. */
export const CLOUD_ENVIRONMENT = 'prod-1';
