package extract

import "testing"

// BenchmarkBytes reads whole documents, from the file's bytes to the canonical bytes.
func BenchmarkBytes(b *testing.B) {
	for _, name := range []string{"final1-cairo", "province2-gs", "xicheng-cid", "xicheng-chromium", "xicheng-weasy-turned"} {
		b.Run(name, func(b *testing.B) {
			data := made(b, name)
			d, err := Bytes(b.Context(), name, data, Options{})
			if err != nil || len(d.Tables) == 0 {
				b.Fatalf("no tables to time: %v", err)
			}
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				d, err := Bytes(b.Context(), name, data, Options{})
				if err != nil {
					b.Fatal(err)
				}
				d.AppendJSON(nil)
			}
			b.ReportMetric(float64(b.N*d.Source.PageCount)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}
