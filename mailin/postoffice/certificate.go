package postoffice

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"sync"
	"time"
)

// authority is the office's own certificate authority: one root, and a leaf for
// every server name a client asks for, so that any host name works with Dial.
type authority struct {
	root     *x509.Certificate
	key      *ecdsa.PrivateKey
	fallback string // the name for clients that send none

	mutex  sync.Mutex
	leaves map[string]*tls.Certificate
}

func newAuthority(hostname string) (*authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make the key of the office's certificate: %w", err)
	}
	template := certificateTemplate("Post office root for " + hostname)
	template.IsCA = true
	template.BasicConstraintsValid = true
	template.KeyUsage = x509.KeyUsageCertSign
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return nil, fmt.Errorf("make the office's root certificate: %w", err)
	}
	root, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, fmt.Errorf("read the office's root certificate: %w", err)
	}
	return &authority{root: root, key: key, fallback: hostname, leaves: map[string]*tls.Certificate{}}, nil
}

func certificateTemplate(name string) *x509.Certificate {
	now := time.Now()
	return &x509.Certificate{
		SerialNumber: big.NewInt(now.UnixNano()),
		Subject:      pkix.Name{CommonName: name},
		NotBefore:    now.Add(-24 * time.Hour),
		NotAfter:     now.AddDate(10, 0, 0),
	}
}

// config is the TLS configuration of the servers.
func (a *authority) config() *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS12,
		GetCertificate: func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
			return a.leaf(hello.ServerName)
		},
	}
}

// leaf returns the certificate for a server name, the same one each time.
// Clients that dial an IP address send no name and get one for loopback.
func (a *authority) leaf(name string) (*tls.Certificate, error) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if leaf := a.leaves[name]; leaf != nil {
		return leaf, nil
	}
	template := certificateTemplate(name)
	template.KeyUsage = x509.KeyUsageDigitalSignature
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	template.DNSNames = []string{name}
	if name == "" {
		template.DNSNames = []string{a.fallback, "localhost"}
		template.IPAddresses = []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, a.root, &a.key.PublicKey, a.key)
	if err != nil {
		return nil, fmt.Errorf("make the certificate of %q: %w", name, err)
	}
	leaf := &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: a.key}
	a.leaves[name] = leaf
	return leaf, nil
}

// CertPool returns a pool with the one certificate a client has to trust to
// talk TLS with this office, whatever host name it uses.
func (o *Office) CertPool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(o.authority.root)
	return pool
}

// RootPEM returns the same certificate in PEM form, for a file that a
// configuration names.
func (o *Office) RootPEM() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: o.authority.root.Raw})
}
