/** A parsed S3_URL. */
export interface S3Place {
  readonly endPoint: string;
  readonly port: number;
  readonly useSSL: boolean;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
  readonly bucket: string;
}

const defaultPorts: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** Said in the address, so that nobody has to ask the server. */
const defaultRegion = 'us-east-1';

const hostOf = ({ hostname, port, protocol }: URL) => ({
  endPoint: hostname,
  port: Number(port) || (defaultPorts[protocol] ?? 443),
  useSSL: protocol === 'https:',
});

/** `http(s)://key:secret@host:port/bucket?region=…`, key and secret percent-encoded. */
export const decodeS3Url = (text: string): S3Place => {
  const url = new URL(text);
  return {
    ...hostOf(url),
    accessKey: decodeURIComponent(url.username),
    secretKey: decodeURIComponent(url.password),
    region: url.searchParams.get('region') ?? defaultRegion,
    bucket: url.pathname.replaceAll('/', ''),
  };
};

/** The same bucket as clients reach it. */
export const atPublicUrl = (place: S3Place, publicUrl: string): S3Place => ({ ...place, ...hostOf(new URL(publicUrl)) });
