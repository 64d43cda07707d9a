/** What is used of net-snmp, which brings no types: the cryptography of the User-based Security Model (RFC 3414, 3826, 7860). */
declare module 'net-snmp' {
  interface AuthoritativeEngine {
    readonly engineID: Buffer;
    readonly engineBoots: number;
    readonly engineTime: number;
  }
  const snmp: {
    readonly AuthProtocols: Readonly<Record<'md5' | 'sha' | 'sha224' | 'sha256' | 'sha384' | 'sha512', number>>;
    readonly PrivProtocols: Readonly<Record<'aes' | 'aes256b' | 'aes256r', number>>;
    readonly Authentication: {
      /** Localized keys by protocol, password and engine. */
      readonly authToKeyCache: Record<string, Buffer>;
      passwordToKey(protocol: number, password: string, engineId: Buffer): Buffer;
      getParametersLength(protocol: number): number;
      /** Of a whole message whose digest is zeros. */
      calculateDigest(message: Buffer, protocol: number, password: string, engineId: Buffer): Buffer;
    };
    readonly Encryption: {
      encryptPdu(
        protocol: number,
        scopedPdu: Buffer,
        password: string,
        authProtocol: number,
        engine: AuthoritativeEngine,
      ): { readonly encryptedPdu: Buffer; readonly msgPrivacyParameters: Buffer };
      /** Throws where the lengths do not fit. */
      decryptPdu(
        protocol: number,
        encrypted: Buffer,
        parameters: Buffer,
        password: string,
        authProtocol: number,
        engine: AuthoritativeEngine,
      ): Buffer;
    };
  };
  export default snmp;
}
