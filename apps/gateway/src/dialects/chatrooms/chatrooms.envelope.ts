/** Every answer of the dialect, RC "Response Format"; `message` is always there (A-RC-02). */
export interface Success<T> {
  readonly success: true;
  readonly data: T;
  readonly message: string;
}

export const succeed = <T>(data: T, message: string): Success<T> => ({ success: true, data, message });
