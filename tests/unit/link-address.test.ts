import { isPublicAddress } from '../../src/plugins/review/server/src/links/address-policy';
import { PUBLIC_INTERNET } from '../../src/plugins/review/server/src/links/reach';

describe('an address is asked', () => {
  it.each([
    '8.8.8.8',
    '172.32.0.1',
    '192.0.1.1',
    '100.128.0.1',
    '2606:4700::1111',
    '2a00:1450::200e',
  ])('where it is public: %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('an address is not asked', () => {
  it.each([
    ['this host', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['loopback', '127.0.0.1'],
    ['all of loopback', '127.255.255.254'],
    ['private A', '10.0.0.1'],
    ['private B', '172.16.0.1'],
    ['private B, its end', '172.31.255.255'],
    ['private C', '192.168.0.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['metadata of Alibaba, in it', '100.100.100.200'],
    ['link-local', '169.254.0.1'],
    ['metadata of most clouds', '169.254.169.254'],
    ['platform of Azure', '168.63.129.16'],
    ['protocol assignments', '192.0.0.8'],
    ['metadata of Oracle, in it', '192.0.0.192'],
    ['documentation 1', '192.0.2.1'],
    ['documentation 2', '198.51.100.1'],
    ['documentation 3', '203.0.113.1'],
    ['6to4 relay', '192.88.99.1'],
    ['benchmarking', '198.18.0.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['IPv4-mapped loopback', '::ffff:127.0.0.1'],
    ['IPv4-mapped metadata', '::ffff:a9fe:a9fe'],
    ['IPv4-compatible loopback', '::127.0.0.1'],
    ['IPv4-translated', '::ffff:0:127.0.0.1'],
    ['NAT64 of loopback', '64:ff9b::7f00:1'],
    ['NAT64 of a public address too', '64:ff9b::808:808'],
    ['local NAT64', '64:ff9b:1::a00:1'],
    ['6to4 of loopback', '2002:7f00:1::1'],
    ['Teredo', '2001::1'],
    ['ISATAP of a private address', '2a00:1450::5efe:a00:1'],
    ['ISATAP, globally unique', '2a00:1450::200:5efe:a00:1'],
    ['benchmarking', '2001:2::1'],
    ['ORCHID', '2001:20::1'],
    ['documentation', '2001:db8::1'],
    ['documentation, the new one', '3fff::1'],
    ['discard', '100::1'],
    ['segment routing', '5f00::1'],
    ['unique local', 'fc00::1'],
    ['metadata of AWS', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['nobody yet', '4000::1'],
    ['no address', 'localhost'],
    ['no address', ''],
    ['a number', '2130706433'],
  ])('of %s: %s', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('what an application reaches that is told nothing else', () => {
  it('is what is public', () => {
    const addresses = ['8.8.8.8', '2606:4700::1111', '127.0.0.1', '169.254.169.254', '::1'];
    const reached = addresses.filter((address) => PUBLIC_INTERNET.isAddress(address, 443));
    expect(reached).toEqual(['8.8.8.8', '2606:4700::1111']);
  });

  it('is the two ports of the web', () => {
    const ports = [0, 22, 25, 80, 81, 443, 1337, 5432, 6379, 8080, 8443, 65535];
    expect(ports.filter((port) => PUBLIC_INTERNET.isPort(port))).toEqual([80, 443]);
  });
});
